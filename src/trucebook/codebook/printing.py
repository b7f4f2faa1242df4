"""The codebook in words, for the terminal and for docs.

Invariant: every line printed is a field of a code; nothing is said twice in two places.
"""

from collections.abc import Iterator

from trucebook.codebook import Code, Codebook
from trucebook.errors import InputError


def describe(codebook: Codebook, name: str | None = None) -> str:
    """Return the list of all codes, of one file, or one code in full; raises InputError for a name nobody knows."""
    if name is None:
        return "\n\n".join(_listing(codebook, file) for file in codebook.codes)
    if name in codebook.codes:
        return _listing(codebook, name)
    found = codebook.find(name)
    if not found:
        raise InputError(f"no code is called {name}; `trucebook codebook` lists them all")
    return "\n\n".join("\n".join(_lines(file, code)) for file, code in found)


def _listing(codebook: Codebook, file: str) -> str:
    """Return title and one line a code."""
    rows = list(codebook.codes[file].values())
    width = max((len(code.id) for code in rows), default=0)
    return "\n".join([f"{codebook.titles[file]} ({file})", *(f"  {code.id:<{width}}  {code.label}" for code in rows)])


def _lines(file: str, code: Code) -> Iterator[str]:
    """Yield the lines of one code."""
    yield f"{code.id}: {code.label} ({file})"
    yield f"  {code.definition}"
    for name, items in (("includes", code.includes), ("excludes", code.excludes)):
        if items:
            yield f"  {name}: " + "; ".join(items)
    if code.example:
        yield f"  example: {code.example.text}"
    if code.modes:
        yield "  modes: " + ", ".join(mode.id for mode in code.modes)
    for scheme, codes in code.crosswalk.items():
        yield f"  {scheme}: " + ", ".join(codes)
    yield f"  source: {code.source}"


def markdown(codebook: Codebook, file: str) -> str:
    """Return one file of the codebook as a page of docs."""
    lines = [f"# {codebook.titles[file]}", ""]
    for code in codebook.codes[file].values():
        lines += [f"## {code.id}", "", f"**{code.label}.** {code.definition}", ""]
        for name, items in (("Includes", code.includes), ("Excludes", code.excludes)):
            if items:
                lines += [f"- {name}: {'; '.join(items)}"]
        if code.example:
            lines += [f"- Example: *{code.example.text}*"]
        lines += [f"- {scheme}: {', '.join(codes)}" for scheme, codes in code.crosswalk.items()]
        lines += [f"- Source: {code.source}", ""]
        if code.modes:
            lines += ["| mode | meaning |", "| --- | --- |", *(f"| `{m.id}` | {m.definition} |" for m in code.modes), ""]
    return "\n".join(lines).rstrip() + "\n"
