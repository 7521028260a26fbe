using System.Runtime.InteropServices;
using System.Text;
using Revoke.Drivers;
using Revoke.Fuse;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Protocol;
using Revoke.Fuse.Serving;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>Requests as no kernel sends them, over a pair of sockets: each is answered, and none does harm.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class FuseProtocolTests
{
    private const int Room = (1 << 20) + 4096;

    private static readonly string[] s_names = ["file", "events", "directory", "nothing", ".", "..", ".revoke"];

    private readonly byte[] _room = GC.AllocateArray<byte>(Room, pinned: true);
    private readonly HashSet<ulong> _answered = [];
    private FuseWire _wire = null!;
    private FuseSession _session = null!;
    private FuseDirectory _root = null!;

    [SetUp]
    public void SetUp()
    {
        _wire = new FuseWire();
        _root = new FuseDirectory(new RevokeScope("wire"), new FuseFileOptions());
        _ = _root.Add("file", static () => new MemoryRegion(new byte[100].AsMemory()));
        _ = _root.Add("events", new EventCounter().Open);
        _ = _root.AddDirectory("directory");
        _session = new FuseSession(_wire.Host, _root, new FuseHostOptions());
    }

    [TearDown]
    public void TearDown()
    {
        _root.Scope.Dispose();
        _session.Dispose();
        _wire.Dispose();
    }

    [Test]
    public async Task Serve_AnyOpcodeWithAnyBody_IsAnsweredOnce(CancellationToken cancellationToken)
    {
        var random = new Random(20130401);
        var body = new byte[4096];
        var open = new HashSet<ulong>();
        for (var unique = 1UL; unique <= 200_000; unique++)
        {
            random.NextBytes(body);
            var length = random.Next(8) == 0 ? random.Next(body.Length) : random.Next(120);
            if (random.Next(2) == 0)
            {
                body.AsSpan(0, length).Clear(); // small numbers, empty names
                body[random.Next(Math.Max(1, length))] = (byte)random.Next(4);
            }

            var name = s_names[random.Next(s_names.Length)];
            var opcode = (uint)random.Next(60);
            if ((Opcode)opcode == Opcode.Lookup && random.Next(2) == 0)
            {
                length = Encoding.ASCII.GetBytes(name, body);
                body[length++] = 0;
            }

            if ((Opcode)opcode is not (Opcode.Forget or Opcode.BatchForget or Opcode.Interrupt))
            {
                open.Add(unique);
            }

            Serve(opcode, random.Next(4) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(6), unique, body.AsSpan(0, length));
            Take(open);
        }

        // Nothing waits any more once everything is revoked, and it serves on.
        await _root.Scope.RevokeAsync(RevokeReason.Policy("test"), CancellationToken.None);
        await Eventually.TrueAsync(
            () =>
            {
                Take(open);
                return open.Count == 0;
            },
            "all are answered",
            cancellationToken);
        Serve((uint)Opcode.StatFileSystem, FuseAbi.FUSE_ROOT_ID, 1_000_000, []);
        Assert.That(_wire.TakeAnswers(), Is.EqualTo((List<(ulong, int)>)[(1_000_000, 0)]));
    }

    private void Take(HashSet<ulong> open)
    {
        foreach (var (unique, error) in _wire.TakeAnswers())
        {
            Assert.That(error, Is.InRange(0, 4095));
            open.Remove(unique);
            Assert.That(_answered.Add(unique), Is.True, "answered twice");
        }
    }

    private unsafe void Serve(uint opcode, ulong node, ulong unique, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[sizeof(FuseAbi.fuse_in_header) + body.Length];
        MemoryMarshal.Write(bytes, new FuseAbi.fuse_in_header { len = (uint)bytes.Length, opcode = opcode, nodeid = node, unique = unique });
        body.CopyTo(bytes.AsSpan(sizeof(FuseAbi.fuse_in_header)));
        fixed (byte* room = _room)
        {
            _ = _session.Serve(bytes, room, _room.Length);
        }
    }
}
