"""What the C library's allocator does with memory that is freed: keep it for the next use, or give it back at once.

Asking the kernel for the pages of large buffers again and again takes a quarter of the time of reading a file. But the
hundreds of growing buffers of a wide table leave more holes than the table is large, and a large one has no room for any.
Both are settings of the whole process, here the limited child, and change nothing but time and memory.
"""

import ctypes

COLUMNS, BYTES = 12, 256 << 20  # the widest and largest table (in UTF-8) whose holes are affordable
KEPT, GIVEN_BACK = 8 << 20, 128 << 10  # from how many bytes on a buffer is the kernel's
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # <malloc.h>
_LIBC = ctypes.CDLL(None)


def keep_freed() -> None:
    """Keep buffers of less than 8 MiB for the next use, until ``suit`` says otherwise; without glibc do nothing."""
    _set(KEPT)


def suit(columns: int, text_bytes: int) -> None:
    """Keep on keeping for a narrow table of moderate size (12 columns, 256 MiB of text in UTF-8), else give back."""
    if columns > COLUMNS or text_bytes > BYTES:
        _set(GIVEN_BACK)


def _set(threshold: int) -> None:
    if hasattr(_LIBC, "mallopt"):  # glibc's alone
        _LIBC.mallopt(_MMAP_THRESHOLD, threshold)
        _LIBC.mallopt(_TRIM_THRESHOLD, 2 * threshold)
        _LIBC.malloc_trim(0)
