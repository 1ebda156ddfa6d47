"""Says how tests went, with a last line as cargo writes it, so that one program can count them all."""

# The first few of very many.
SHOWN = 20


def report(results):
    """Prints each test with what it found; gives the status to exit with."""
    failed = 0
    for name, found in results.items():
        print(f"test {name} ... {'FAILED' if found else 'ok'}")
        failed += bool(found)
        for text in found[:SHOWN]:
            print(f"  {text}")
        if len(found) > SHOWN:
            print(f"  … and {len(found) - SHOWN} more")
    verdict = "FAILED" if failed else "ok"
    print(f"test result: {verdict}. {len(results) - failed} passed; {failed} failed")
    return 1 if failed else 0
