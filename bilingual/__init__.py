"""Turns Korean, Chinese and mixed news pages into clean bilingual editions.

The public names are loaded when they are first used, so that ``import bilingual`` stays cheap.
"""

__version__ = "0.1.0"
