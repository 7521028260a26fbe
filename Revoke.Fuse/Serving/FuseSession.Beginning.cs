using Revoke.Errors;
using Revoke.Fuse.Protocol;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <content>What concerns the whole file system.</content>
internal sealed partial class FuseSession
{
    private const ushort MostInBackground = 64;

    private void Initialize(in Request request, ref Answer answer)
    {
        ref readonly var offered = ref request.Body<fuse_init_in>();
        if (offered.major != FUSE_KERNEL_VERSION || offered.minor < OldestMinorVersion)
        {
            answer.Fail(Errno.EPROTO);
            return;
        }

        ref var wanted = ref answer.Put<fuse_init_out>();
        wanted.major = FUSE_KERNEL_VERSION;
        wanted.minor = Math.Min(offered.minor, NewestMinorVersion);
        wanted.max_readahead = offered.max_readahead;
        wanted.flags = offered.flags & (FUSE_ASYNC_READ | FUSE_ATOMIC_O_TRUNC | FUSE_BIG_WRITES | FUSE_PARALLEL_DIROPS | FUSE_ABORT_ERROR | FUSE_MAX_PAGES | FUSE_INIT_EXT);
        wanted.flags2 = (offered.flags & FUSE_INIT_EXT) != 0 ? offered.flags2 & DirectIoAllowMmap : 0;
        wanted.max_background = MostInBackground;
        wanted.congestion_threshold = MostInBackground * 3 / 4;
        wanted.max_write = LargestTransfer;
        wanted.max_pages = LargestTransfer / 4096;
        wanted.time_gran = 1;
        _isInitialized.TrySetResult();
    }

    private static void StatFileSystem(ref Answer answer)
    {
        ref var sizes = ref answer.Put<fuse_kstatfs>();
        sizes.bsize = sizes.frsize = 4096;
        sizes.namelen = 255;
    }

    private void Interrupt(in Request request, ref Answer answer)
    {
        if (_parked.Interrupt(request.Body<fuse_interrupt_in>().unique))
        {
            answer.Leave(); // none is expected
        }
        else
        {
            answer.Fail(Errno.EAGAIN); // it is not parked yet: the kernel asks again. If it has been answered, the kernel forgets it.
        }
    }
}
