"""What an installed newsreader is made of, with versions and licences: as CycloneDX 1.5 JSON on standard output.

`--check` prints nothing where every licence is one that is allowed; it is a part of `make check`.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution

NAME = "hugo-newsreader"
ALLOWED = frozenset({"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0", "HPND"})
"""Licences, by their SPDX identifiers, that let a reader be passed on as it is."""
_BY_NAME: Mapping[str, str] = {
    "apache software license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
"""Licences as older packages write them → SPDX identifiers."""
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Component:
    """One library that is installed with the reader."""

    name: str
    """Name of the distribution."""
    version: str
    """Its version here."""
    licence: str
    """SPDX identifier; as the package writes it where that is none known."""


def components(name: str = NAME) -> tuple[Component, ...]:
    """Every library the program needs, directly or not, by name; extras are left out."""
    found: dict[str, Component] = {}
    waiting = [name]
    while waiting:
        one = distribution(waiting.pop())
        key = one.metadata["Name"].lower()
        if key not in found:
            found[key] = Component(one.metadata["Name"], one.version, _licence(one))
            waiting += _needs(one)
    return tuple(part for key, part in sorted(found.items()) if key != name)


def _needs(one: Distribution) -> Iterator[str]:
    """Names of what a distribution requires on this system, without extras."""
    for line in one.requires or ():
        requirement, _, condition = line.partition(";")
        if "extra" not in condition and "win32" not in condition and (match := _REQUIREMENT.match(requirement)):
            yield match[0]


def _licence(one: Distribution) -> str:
    classifiers = [line for line in one.metadata.get_all("Classifier") or () if line.startswith("License :: ")]
    written = [
        one.metadata["License-Expression"],
        *(line.rsplit(" :: ", 1)[-1] for line in classifiers),
        one.metadata["License"],
    ]
    text = next((text.strip() for text in written if text and text != "OSI Approved"), "")
    return _BY_NAME.get(text.lower(), text)


def refused() -> tuple[Component, ...]:
    """What has a licence that is not allowed."""
    return tuple(one for one in components() if one.licence not in ALLOWED)


def bill() -> str:
    """The bill of materials as JSON."""
    listed = [
        {
            "type": "library",
            "name": one.name,
            "version": one.version,
            "purl": f"pkg:pypi/{one.name.lower()}@{one.version}",
            "licenses": [{"license": {"id": one.licence}}],
        }
        for one in components()
    ]
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": listed}, indent=2)


def main() -> int:
    """Print the bill, or with `--check` what is wrong with it."""
    if "--check" not in sys.argv:
        print(bill())
        return 0
    for one in refused():
        print(f"{one.name} {one.version}: licence {one.licence or 'unknown'} is not among those allowed")
    return 1 if refused() else 0


if __name__ == "__main__":
    sys.exit(main())
