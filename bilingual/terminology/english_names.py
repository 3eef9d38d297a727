"""English names that hold the name of another country or city: South Sudan is not Sudan.

As in `chinese_names`: they ask for nothing, and hide what is inside them.  Names that belong to the country
(Mexico City) are none of these.
"""

from __future__ import annotations

_NAMES = """
South Sudan; Equatorial Guinea; Guinea-Bissau; Papua New Guinea; New Guinea; Gulf of Guinea; Northern Ireland
American Samoa; South Georgia; French Guiana; British Columbia; New Mexico; Gulf of Mexico; New England
New South Wales; Inner Mongolia; Niger River; Jordan River; River Jordan; Congo River; Indian Ocean
Gulf of Oman; Lake Geneva; Washington State; Washington state; French fries; Brazil nut; Brazil nuts
guinea pig; guinea pigs
"""

#: As they are written, capitals included.
LONGER_NAMES = tuple(name.strip() for line in _NAMES.splitlines() for name in line.split(";") if name.strip())
