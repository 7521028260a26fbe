using System.Runtime.InteropServices;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Serving;
using Revoke.Interop;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>A pair of sockets that keep messages whole, in the place of <c>/dev/fuse</c>.</summary>
internal sealed unsafe class FuseWire : IDisposable
{
    private const int DontWait = 0x40;

    private readonly SocketPair _pair = new(keepsMessages: true);
    private readonly byte[] _answer = new byte[1 << 21];

    public FuseWire() => Host = new Connection(new OwnedDescriptor(Libc.fcntl(_pair.Near.Number, Libc.F_DUPFD_CLOEXEC, 0)));

    /// <summary>The host's end.</summary>
    public Connection Host { get; }

    /// <summary>Takes what has been answered so far: to which request, and with which error.</summary>
    public List<(ulong Unique, int Error)> TakeAnswers()
    {
        var answers = new List<(ulong, int)>();
        fixed (byte* start = _answer)
        {
            nint length;
            while ((length = Libc.recv(_pair.Far.Number, start, (nuint)_answer.Length, DontWait)) > 0)
            {
                var header = MemoryMarshal.Read<FuseAbi.fuse_out_header>(_answer);
                Assert.That(header.len, Is.EqualTo((uint)length));
                if (header.unique != 0)
                {
                    answers.Add((header.unique, -header.error));
                }
            }
        }

        return answers;
    }

    public void Dispose()
    {
        Host.Dispose();
        _pair.Dispose();
    }
}
