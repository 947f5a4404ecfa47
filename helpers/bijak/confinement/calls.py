"""The system calls of a confined process, as a seccomp program.

Protects from the kernel's own doors: no other process can be started, signalled or
looked into; no socket, mount, namespace, shared or locked memory, key ring, timer or
device is made; nobody's rights or times are changed. It is a list of what is allowed:
a call that is not on it, also a future one, does not exist (ENOSYS).

It does not protect from faults in the calls that are allowed, and cannot look at file
names: that is the part of namespaces and Landlock.
"""

from __future__ import annotations

import errno
import os

from ..linux import filters

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


def program(process: int, machine: str = "") -> bytes:
    """The filter for one process.

    Args:
        process: the number under which it knows itself; it may signal only that.
        machine: as `platform.machine` says; this one if empty.
    """
    machine = machine or filters.this_machine()
    code = filters.begin(machine)
    for table, answer in (
        (ALLOWED, filters.ALLOW),
        (REFUSED, filters.ERRNO | errno.EPERM),
        (PRETENDED, filters.ERRNO),
        (UNSUPPORTED, filters.ERRNO | errno.ENOTSUP),
    ):
        code += filters.answer(table, machine, answer)
    chosen = {**_CHOSEN, **dict.fromkeys(_TO_ITSELF, (0, (process,)))}
    for table, (argument, values) in chosen.items():
        found = filters.numbers(table, machine)
        code += filters.block(found, filters.one_of(argument, values))
    for table, argument in _OPENING.items():
        found = filters.numbers(table, machine)
        code += filters.block(found, _no_emptying_read(argument))
    code.append((filters.RETURN, 0, 0, filters.ERRNO | errno.ENOSYS))
    return filters.pack(code)


def _no_emptying_read(argument: int) -> filters.Instructions:
    """Allow, unless it empties a file that is opened for reading only.

    Landlock before its third version does not see that.
    """
    emptying = getattr(os, "O_TRUNC", 0)
    return [
        (filters.LOAD, 0, 0, filters.ARGUMENTS + 8 * argument),
        (filters.AND, 0, 0, emptying | 3),
        (filters.EQUAL, 0, 1, emptying),
        (filters.RETURN, 0, 0, filters.ERRNO | errno.EPERM),
        (filters.RETURN, 0, 0, filters.ALLOW),
    ]
