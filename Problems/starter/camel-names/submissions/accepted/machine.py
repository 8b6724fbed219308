import sys

for name in sys.stdin.read().split()[1:]:
    out = []
    started = raised = False
    for c in name:
        if c == "_":
            if not started:
                out.append(c)
            raised = started
        else:
            out.append(c.upper() if raised else c)
            started = True
            raised = False
    print("".join(out))
