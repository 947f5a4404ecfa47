"""The system calls of a confined process, as a seccomp program.

Protects from the kernel's own doors: no other process can be started, signalled or
looked into; no socket, mount, namespace, shared or locked memory, key ring, timer or
device is made; nobody's rights or times are changed. It is a list of what is allowed:
a call that is not on it, also a future one, does not exist (ENOSYS).

It does not protect from faults in the calls that are allowed, and cannot look at file
names: that is the part of namespaces and Landlock.

Numbers: asm/unistd_64.h (x86_64) and asm-generic/unistd.h (aarch64) of Linux 6.1;
a filter is a classic BPF program over struct seccomp_data (linux/seccomp.h).
"""

from __future__ import annotations

import errno
import os
import platform
import struct

# name:x86_64:aarch64, "-" where that machine has no such call.
ALLOWED = """
access:21:- alarm:37:- arch_prctl:158:- brk:12:214 chdir:80:49 clock_getres:229:114
clock_gettime:228:113 clock_nanosleep:230:115 close:3:57 close_range:436:436
copy_file_range:326:285 creat:85:- dup:32:23 dup2:33:- dup3:292:24 exit:60:93
exit_group:231:94 faccessat:269:48 faccessat2:439:439 fadvise64:221:223 fchdir:81:50
fdatasync:75:83 flock:73:32 fstat:5:80 fstatfs:138:44 fsync:74:82 ftruncate:77:46
futex:202:98 get_robust_list:274:100 getcpu:309:168 getcwd:79:17 getdents:78:-
getdents64:217:61 getegid:108:177 geteuid:107:175 getgid:104:176 getgroups:115:158
getitimer:36:102 getpgid:121:155 getpgrp:111:- getpid:39:172 getppid:110:173
getpriority:140:141 getrandom:318:278 getresgid:120:150 getresuid:118:148
getrlimit:97:163 getrusage:98:165 getsid:124:156 gettid:186:178 gettimeofday:96:169
getuid:102:174 lseek:8:62 lstat:6:- madvise:28:233 membarrier:324:283 mincore:27:232
mkdir:83:- mkdirat:258:34 mmap:9:222 mprotect:10:226 mremap:25:216 msync:26:227
munmap:11:215 nanosleep:35:101 newfstatat:262:79 pause:34:- pipe:22:- pipe2:293:59
poll:7:- ppoll:271:73 pread64:17:67 preadv:295:69 preadv2:327:286 pselect6:270:72
pwrite64:18:68 pwritev:296:70 pwritev2:328:287 read:0:63 readahead:187:213
readlink:89:- readlinkat:267:78 readv:19:65 rename:82:- renameat:264:38
renameat2:316:276 restart_syscall:219:128 rmdir:84:- rseq:334:293 rt_sigaction:13:134
rt_sigpending:127:136 rt_sigprocmask:14:135 rt_sigreturn:15:139 rt_sigsuspend:130:133
rt_sigtimedwait:128:137 sched_get_priority_max:146:125 sched_get_priority_min:147:126
sched_getaffinity:204:123 sched_getparam:143:121 sched_getscheduler:145:120
sched_yield:24:124 select:23:- sendfile:40:71 set_robust_list:273:99
set_tid_address:218:96 setitimer:38:103 sigaltstack:131:132 stat:4:- statfs:137:43
statx:332:291 sysinfo:99:179 time:201:- times:100:153 umask:95:166 uname:63:160
unlink:87:- unlinkat:263:35 wait4:61:260 waitid:247:95 write:1:64 writev:20:66
"""
# Named so that Python says "Operation not permitted": what a lesson might try.
REFUSED = """
chroot:161:51 clone:56:220 execve:59:221 execveat:322:281 fork:57:- memfd_create:319:279
mount:165:40 pivot_root:155:41 prctl:157:167 ptrace:101:117 setns:308:268
socket:41:198 socketpair:53:199 tkill:200:130 umount2:166:39 unshare:272:97 vfork:58:-
"""
# Answered with 0 and not done, so that shutil.copy works: no Landlock rules these.
PRETENDED = """
chmod:90:- chown:92:- fchmod:91:52 fchmodat:268:53 fchmodat2:452:452 fchown:93:55
fchownat:260:54 futimesat:261:- lchown:94:- utime:132:- utimensat:280:88 utimes:235:-
"""
# Answered with "not supported", which shutil.copystat expects.
UNSUPPORTED = "listxattr:194:11 llistxattr:195:12 flistxattr:196:13"

# Calls of which only some uses are allowed: (argument, values it may have).
# ioctl: terminal or not, window size, bytes waiting, blocking, close on exec.
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# fcntl: copies, flags and locks; not F_SETOWN, which sends signals to others.
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030)
_CHOSEN = {
    "ioctl:16:29": (1, _IOCTL),
    "fcntl:72:25": (1, _FCNTL),
    "prlimit64:302:261": (0, (0,)),
}
_TO_ITSELF = ("kill:62:129", "tgkill:234:131")
_OPENING = {"open:2:-": 1, "openat:257:56": 2}

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_COLUMN = {"x86_64": 0, "aarch64": 1}
_LOAD, _EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16


def numbers(table: str, machine: str) -> list[int]:
    """The numbers of the calls in a table on one machine."""
    columns = [entry.split(":")[1:] for entry in table.split()]
    chosen = [column[_COLUMN[machine]] for column in columns]
    return [int(number) for number in chosen if number != "-"]


def known(machine: str) -> bool:
    """Whether the numbers of this kind of machine are known."""
    return machine in _AUDIT_ARCH


def program(process: int, machine: str = "") -> bytes:
    """The filter for one process.

    Args:
        process: the number under which it knows itself; it may signal only that.
        machine: as `platform.machine` says; this one if empty.
    """
    machine = machine or platform.machine()
    code = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    for table, answer in (
        (ALLOWED, _ALLOW),
        (REFUSED, _ERRNO | errno.EPERM),
        (PRETENDED, _ERRNO),
        (UNSUPPORTED, _ERRNO | errno.ENOTSUP),
    ):
        for number in numbers(table, machine):
            code += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, answer)]
    chosen = {**_CHOSEN, **dict.fromkeys(_TO_ITSELF, (0, (process,)))}
    for table, (argument, values) in chosen.items():
        code += _block(numbers(table, machine), _one_of(argument, values))
    for table, argument in _OPENING.items():
        code += _block(numbers(table, machine), _no_emptying_read(argument))
    code.append((_RETURN, 0, 0, _ERRNO | errno.ENOSYS))
    return b"".join(struct.pack("=HBBI", *one) for one in code)


def _block(found: list[int], body: list[tuple]) -> list[tuple]:
    """A body that only runs for one call, if this machine has it."""
    return [(_EQUAL, 0, len(body), found[0]), *body] if found else []


def _one_of(argument: int, values: tuple[int, ...]) -> list[tuple]:
    """Allow if the low half of an argument is one of these values, else EPERM."""
    code = [(_LOAD, 0, 0, _ARGUMENTS + 8 * argument)]
    for value in values:
        code += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW)]
    return [*code, (_RETURN, 0, 0, _ERRNO | errno.EPERM)]


def _no_emptying_read(argument: int) -> list[tuple]:
    """Allow, unless it empties a file that is opened for reading only.

    Landlock before its third version does not see that.
    """
    emptying = getattr(os, "O_TRUNC", 0)
    return [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        (_AND, 0, 0, emptying | 3),
        (_EQUAL, 0, 1, emptying),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
