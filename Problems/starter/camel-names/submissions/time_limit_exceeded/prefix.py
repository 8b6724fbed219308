for _ in range(int(input())):
    name = input()
    out = ""
    raised = False
    while name:
        c = name[:1]
        name = name[1:]
        if c == "_":
            if set(out) <= {"_"}:
                out = out + c
            else:
                raised = True
        else:
            out = "".join([out, c.upper() if raised else c])
            raised = False
            if len(set(out)) > 40:
                break
    print(out)
