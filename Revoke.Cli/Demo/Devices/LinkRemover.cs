using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>Deletes a network device, as <c>ip link del</c> does, on a thread of its own that is ready for the word.</summary>
internal sealed class LinkRemover : IDisposable
{
    private readonly ManualResetEventSlim _go = new();
    private readonly TaskCompletionSource<long> _deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LinkRemover(string name) => new Thread(() => Run(name)) { IsBackground = true, Name = "link remover" }.Start();

    /// <summary>Ends when the kernel has acknowledged it, with the time of that.</summary>
    internal Task<long> Deleted => _deleted.Task;

    /// <summary>Only after it has deleted, or with the process.</summary>
    public void Dispose() => _go.Dispose();

    internal void Go() => _go.Set();

    private void Run(string name)
    {
        try
        {
            using var socket = Native.Own(DeviceLibc.socket(DeviceLibc.AF_NETLINK, DeviceLibc.SOCK_RAW | DeviceLibc.SOCK_CLOEXEC, DeviceLibc.NETLINK_ROUTE), "socket");
            var index = DeviceLibc.if_nametoindex(name);
            _go.Wait();
            Delete(socket, (int)index, name);
            _deleted.SetResult(Stopwatch.GetTimestamp());
        }
        catch (IOException exception)
        {
            _deleted.SetException(exception);
        }
    }

    private static unsafe void Delete(SafeFileHandle socket, int index, string name)
    {
        var request = new DeleteLinkRequest
        {
            nlmsg_len = (uint)sizeof(DeleteLinkRequest),
            nlmsg_type = DeviceLibc.RTM_DELLINK,
            nlmsg_flags = DeviceLibc.NLM_F_REQUEST | DeviceLibc.NLM_F_ACK,
            ifi_index = index,
        };
        var answer = stackalloc byte[1024];
        var length = Libc.send(Native.Number(socket), (byte*)&request, (nuint)sizeof(DeleteLinkRequest), 0);
        length = length < 0 ? length : Libc.recv(Native.Number(socket), answer, 1024, 0);
        if (length < sizeof(NetlinkError))
        {
            throw Native.LastError($"delete '{name}'");
        }

        if (((NetlinkError*)answer)->error is var error and not 0)
        {
            throw Native.Error(-error, $"delete '{name}'");
        }
    }
}
