# expect: WA
# unconfined: succeeds
# A datagram socket of a pair can send to any other one, without socket, bind or connect.
import socket
for name, address in (("a path", "{UNIX_DATAGRAM}"), ("an abstract name", "\0{ABSTRACT_DATAGRAM}"),
                      ("the log", "/dev/log"), ("the journal", "/run/systemd/journal/dev-log")):
    left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        left.sendto(b"" if "log" in address else b"PWNED", address)
        print("PWNED", name)
    except OSError as error:
        print(name, error)
print("held")
