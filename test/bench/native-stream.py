# Secretstream of the C library, in chunks of 64 KiB: printed beside what the browser reaches. Prints MB/s.
import os
import sys
import time

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_keygen,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
)

CHUNK = 65536
chunks = -(-int(sys.argv[1]) // CHUNK)
state = crypto_secretstream_xchacha20poly1305_state()
crypto_secretstream_xchacha20poly1305_init_push(state, crypto_secretstream_xchacha20poly1305_keygen())
chunk = os.urandom(CHUNK)
start = time.perf_counter()
for _ in range(chunks):
    crypto_secretstream_xchacha20poly1305_push(state, chunk)
print(chunks * CHUNK / 1e6 / (time.perf_counter() - start))
