"""The system calls that no participant's cell needs, refused in every seat.

Protects from the kernel's own doors as a second wall: no new namespaces or mounts, no
look into other processes, no key rings, no kernel modules. Unlike `confinement.calls`
it is a list of what is refused, since kernels, shells and their programs need most of
the rest.
"""

from __future__ import annotations

import errno

from ..linux import filters

REFUSED = """
acct:163:89 add_key:248:217 adjtimex:159:171 bpf:321:280 chroot:161:51
clock_adjtime:305:266 clock_settime:227:112 delete_module:176:106
fanotify_init:300:262 finit_module:313:273 fsconfig:431:431 fsmount:432:432
fsopen:430:430 fspick:433:433 init_module:175:105 ioperm:173:- iopl:172:- kcmp:312:272
kexec_file_load:320:294 kexec_load:246:104 keyctl:250:219 mount:165:40
mount_setattr:442:442 move_mount:429:429 name_to_handle_at:303:264
open_by_handle_at:304:265 open_tree:428:428 perf_event_open:298:241 pidfd_getfd:438:438
pivot_root:155:41 process_vm_readv:310:270 process_vm_writev:311:271 ptrace:101:117
quotactl:179:60 reboot:169:142 request_key:249:218 setdomainname:171:162 setns:308:268
sethostname:170:161 settimeofday:164:170 swapoff:168:225 swapon:167:224 syslog:103:116
umount2:166:39 unshare:272:97 userfaultfd:323:282 vhangup:153:58
"""
# A filter cannot look at clone3's arguments; without it programs use clone.
MISSING = "clone3:435:435 io_uring_setup:425:425 io_uring_enter:426:426"

_SOCKET = "socket:41:198"
_WITHOUT_NETWORK = (1, 16)  # sockets of files; asking the kernel, which libraries do
_CLONE = "clone:56:220"
_NEW_SPACES = 0x7E020000  # CLONE_NEWNS and all others
_OTHER_NUMBERS = 0x40000000  # x32 calls the same kernel by other numbers


def program(network: bool = True, machine: str = "") -> bytes:
    """The filter for a seat.

    Args:
        network: whether sockets of the network may be made.
        machine: as `platform.machine` says; this one if empty.
    """
    machine = machine or filters.this_machine()
    refuse = (filters.RETURN, 0, 0, filters.ERRNO | errno.EPERM)
    missing = filters.ERRNO | errno.ENOSYS
    code = filters.begin(machine)
    code += [
        (filters.AT_LEAST, 0, 1, _OTHER_NUMBERS),
        (filters.RETURN, 0, 0, missing),
    ]
    code += filters.answer(REFUSED, machine, refuse[3])
    code += filters.answer(MISSING, machine, missing)
    no_new_spaces = [
        (filters.LOAD, 0, 0, filters.ARGUMENTS),
        (filters.AND, 0, 0, _NEW_SPACES),
        (filters.EQUAL, 1, 0, 0),
        refuse,
        (filters.RETURN, 0, 0, filters.ALLOW),
    ]
    code += filters.block(filters.numbers(_CLONE, machine), no_new_spaces)
    if not network:
        sockets = filters.one_of(0, _WITHOUT_NETWORK)
        code += filters.block(filters.numbers(_SOCKET, machine), sockets)
    code.append((filters.RETURN, 0, 0, filters.ALLOW))
    return filters.pack(code)
