# expect: WA
# unconfined: succeeds
import socket, urllib.request
def tcp(family, address):
    with socket.socket(family) as connection:
        connection.settimeout(1)
        connection.connect(address)
        print("PWNED", address)
def listen(family, address):
    with socket.socket(family) as listener:
        listener.bind(address)
        listener.listen()
        print("PWNED listens on", address)
def udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"PWNED", ("127.0.0.1", {UDP_PORT}))
        print("PWNED datagram")
for way in (lambda: tcp(socket.AF_INET, ("127.0.0.1", {TCP_PORT})), lambda: tcp(socket.AF_UNIX, "{UNIX_PATH}"),
            lambda: tcp(socket.AF_UNIX, "\0{ABSTRACT}"), lambda: listen(socket.AF_INET, ("127.0.0.1", 0)),
            lambda: listen(socket.AF_UNIX, "\0{MARKER}"), lambda: listen(socket.AF_UNIX, "listener"), udp,
            lambda: socket.socketpair(socket.AF_UNIX)[0].connect("{UNIX_PATH}"),
            lambda: urllib.request.urlopen("http://127.0.0.1:{TCP_PORT}/", timeout=0.1),
            lambda: socket.getaddrinfo("example.org", 80)[0] and None):
    try:
        way()
    except OSError as error:
        print(error)
print("held")
