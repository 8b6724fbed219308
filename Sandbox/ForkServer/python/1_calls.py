"""Fork server: a resident interpreter whose forks run one candidate each.

Started by the launcher with a socket as descriptor 3, from which this text was read. Its requests are fork_requests
(see forkserver.h): to make a template, a fork that gives up what candidates may not have, compiles or loads a program,
never runs it, and forks once a test. Server and templates answer with the pid of their fork, which is a child of the
launcher: the launcher watches and reaps it. Nothing here ever sees an expected output.

The files of this directory are one script, in the order of their names.
"""
import sys

# Only what many candidates import, and what is needed here: each page of memory that this interpreter
# holds makes every fork dearer.
import _frozen_importlib_external, _socket, _thread, atexit, ctypes, errno, gc, marshal, os, resource, signal, site
import struct, threading, types
import bisect, collections, functools, heapq, itertools, json, math, operator, random, re, string, time, typing

CHANNEL = 3

libc = ctypes.PyDLL(None, use_errno=True)  # PyDLL: what keeps the interpreter's lock does not write to it
X86 = os.uname().machine == "x86_64"
NR_CLONE, NR_CAPGET, NR_CAPSET, NR_PRCTL = (56, 125, 126, 157) if X86 else (220, 90, 91, 167)
NR_SECCOMP, NR_PRLIMIT = (317, 302) if X86 else (277, 261)
NR_SETGROUPS, NR_SETRESGID, NR_SETRESUID = (116, 119, 117) if X86 else (159, 149, 147)
NR_SENDTO, NR_RECVMSG, NR_MADVISE, NR_GETRANDOM = 44, 47, 28, 318  # of the gate, which is for x86-64
NR_CLONE3, NR_CLOSE_RANGE = 435, 436
READ_WRITE, READ_EXECUTE, PRIVATE_MEMORY = 3, 5, 0x22
NO_MEMORY = ctypes.c_void_p(-1).value


def declare():
    """The types of what we call in the C library."""
    pointer, size, number, long = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_long
    libc.mmap.restype = libc.mremap.restype = libc.pthread_self.restype = pointer
    libc.mmap.argtypes = (pointer, size, number, number, number, long)
    libc.mremap.argtypes = (pointer, size, size, number, pointer)
    libc.mprotect.argtypes = libc.madvise.argtypes = (pointer, size, number)
    libc.munmap.argtypes = (pointer, size)
    libc.syscall.argtypes, libc.syscall.restype = (long,) * (Calls.WIDTH - 1), long


class Calls:
    """System calls, made one after the other as long as each answers what is expected: 0, unless told otherwise.

    They are laid out before the fork that is one of them, and made by a few instructions of our own where we know the
    machine: a fork copies each page that it touches.
    """

    WIDTH = 8  # the call's number, its arguments and the expected answer
    FOREVER = 1 << 62

    # For each row of a table: loads the registers, calls, and goes on if the answer is the expected one; after the last
    # row begins again, as often as told. The sixth argument may be the number of a gate, and is left nowhere.
    INSTRUCTIONS = bytes.fromhex(
        "53 55 4154 4155 4156"  # push rbx; push rbp; push r12; push r13; push r14
        "4989fc 4989f5 4989d6"  # mov r12, rdi; mov r13, rsi; mov r14, rdx
        "4c89e3 4c89ed"  # all: mov rbx, r12; mov rbp, r13
        "488b03 488b7b08 488b7310"  # row: mov rax, [rbx]; mov rdi, [rbx+8]; mov rsi, [rbx+16]
        "488b5318"  # mov rdx, [rbx+24]
        "4c8b5320 4c8b4328 4c8b4b30"  # mov r10, [rbx+32]; mov r8, [rbx+40]; mov r9, [rbx+48]
        "0f05 483b4338 750e"  # syscall; cmp rax, [rbx+56]; jne to the end
        "4883c340 48ffcd 75d4"  # add rbx, 64; dec rbp; jnz row
        "49ffce 75c9"  # dec r14; jnz all
        "4531c9 415e 415d 415c 5d 5b c3"  # xor r9d, r9d; pop r14; pop r13; pop r12; pop rbp; pop rbx; ret
    ) if X86 else b""
    by_instructions = None

    @classmethod
    def prepare(cls):
        if not cls.INSTRUCTIONS:
            return
        size = resource.getpagesize()
        memory = libc.mmap(None, size, READ_WRITE, PRIVATE_MEMORY, -1, 0)
        if memory == NO_MEMORY:
            return
        ctypes.memmove(memory, cls.INSTRUCTIONS, len(cls.INSTRUCTIONS))
        if libc.mprotect(memory, size, READ_EXECUTE) == 0:
            function = ctypes.PYFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_long, ctypes.c_long)
            cls.by_instructions = function(memory)

    def __init__(self, *calls, answers=(), table=None):
        """`answers` are the expected ones, of the first calls."""
        self.calls = calls  # what arguments point to is kept
        self.count = len(calls)
        self.table = (ctypes.c_long * (self.WIDTH * self.count))() if table is None else table
        for row, call in enumerate(calls):
            for column, value in enumerate(call):
                self.table[row * self.WIDTH + column] = value if isinstance(value, int) else ctypes.addressof(value)
        for row, answer in enumerate(answers):
            self.table[(row + 1) * self.WIDTH - 1] = answer

    def __call__(self, rounds=1):
        """The answer that was not expected, or the last; errors are negative. Only our instructions make more than one
        round."""
        if self.by_instructions is not None:
            return Calls.by_instructions(self.table, self.count, rounds)
        for row in range(self.count):
            *call, expected = self.table[row * self.WIDTH:(row + 1) * self.WIDTH]
            answer = libc.syscall(*call)
            if answer < 0:
                return -ctypes.get_errno()
            if answer != expected:
                break
        return answer


def trim():
    """Gives back what the C library's heap has no use for: each page makes every fork dearer."""
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)


def check(answer, what):
    if answer < 0:
        raise OSError(-answer, what)


def call(number, *arguments):
    check(Calls((number, *arguments))(), "system call %d" % number)
