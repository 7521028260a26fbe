using System.Runtime.InteropServices;
using Revoke.Errors;
using Revoke.Fuse.Protocol;
using Revoke.Fuse.Revoking;
using Revoke.Fuse.Tree;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <summary>Serves one mount: some workers read requests and answer them, none of which ever sleeps for a file. What would have to wait is parked, without a thread.</summary>
internal sealed unsafe partial class FuseSession : IDisposable
{
    private const int MostWorkers = 4;
    private const int LargestTransfer = 1 << 20;
    private const int RoomForHeader = 4096;

    private readonly Connection _connection;
    private readonly NodeTable _nodes;
    private readonly ParkedRequests _parked = new();
    private readonly HandleTable<OpenFile> _files = new();
    private readonly HandleTable<byte[]> _lists = new();
    private readonly FuseHostOptions _options;
    private readonly Thread[] _workers;
    private readonly TaskCompletionSource _isInitialized = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FuseSession(Connection connection, IDirectorySource root, FuseHostOptions options)
    {
        (_connection, _options) = (connection, options);
        _nodes = new NodeTable(root);
        Revoker = new Revoker(_nodes, connection);
        _workers = new Thread[Math.Clamp(Environment.ProcessorCount, 2, MostWorkers)];
    }

    internal Revoker Revoker { get; }

    /// <summary>Done when the kernel has asked for the first time, after which calls of others are served.</summary>
    internal Task Initialized => _isInitialized.Task;

    internal void Start()
    {
        for (var i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Thread(Work) { Name = "Revoke files", IsBackground = true };
            _workers[i].Start();
        }
    }


    private void Work()
    {
        const int size = LargestTransfer + RoomForHeader;
        var request = (byte*)NativeMemory.AlignedAlloc(size, 4096);
        var answer = (byte*)NativeMemory.AlignedAlloc(size, 4096);
        try
        {
            int length;
            while ((length = _connection.Receive(request, size)) >= 0)
            {
                if (length >= sizeof(fuse_in_header) && !Serve(new ReadOnlySpan<byte>(request, length), answer, size))
                {
                    break;
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(request);
            NativeMemory.AlignedFree(answer);
            _isInitialized.TrySetResult();
        }
    }

    /// <summary>Answers one request, whatever it is.</summary>
    /// <returns>Whether there is to be another.</returns>
    internal bool Serve(ReadOnlySpan<byte> bytes, byte* room, int size)
    {
        var request = new Request(bytes);
        var answer = new Answer(room, size);
        try
        {
            Handle(request, ref answer);
        }
        catch (InvalidDataException)
        {
            answer.Fail(Errno.EINVAL);
        }
        catch (Exception exception)
        {
            answer.Fail(exception is ObjectDisposedException ? Errno.ENODEV : Errno.Of(exception));
            if (exception is not (IOException or UnauthorizedAccessException or ObjectDisposedException))
            {
                FuseLog.HandlerFailed(_options.Logger, request.Header.opcode.ToString(System.Globalization.CultureInfo.InvariantCulture), exception);
            }
        }

        if (!answer.IsLeft)
        {
            _ = _connection.Send(answer.Finish(request.Header.unique));
        }

        return !IsKnock(request);
    }

    // What is asked for most comes first.
    private void Handle(in Request request, ref Answer answer)
    {
        switch ((Opcode)request.Header.opcode)
        {
            case Opcode.Read:
                Read(request, ref answer);
                break;
            case Opcode.Write:
                Write(request, ref answer);
                break;
            case Opcode.GetAttributes:
                GetAttributes(request, ref answer);
                break;
            case Opcode.Lookup:
                LookUp(request, ref answer);
                break;
            case Opcode.Open:
                Open(request, ref answer);
                break;
            case Opcode.Release:
                Release(request, ref answer);
                break;
            case Opcode.Poll:
                Poll(request, ref answer);
                break;
            case Opcode.Ioctl:
                Ioctl(request, ref answer);
                break;
            case Opcode.Fsync:
                Fsync(request, ref answer);
                break;
            case Opcode.SetAttributes:
                SetAttributes(request, ref answer);
                break;
            default:
                HandleRare(request, ref answer);
                break;
        }
    }

    private void HandleRare(in Request request, ref Answer answer)
    {
        switch ((Opcode)request.Header.opcode)
        {
            case Opcode.OpenDirectory:
                OpenDirectory(request, ref answer);
                break;
            case Opcode.ReadDirectory:
                ReadDirectory(request, ref answer);
                break;
            case Opcode.ReleaseDirectory:
                _ = _lists.Remove(request.Body<fuse_release_in>().fh);
                answer.Succeed();
                break;
            case Opcode.StatFileSystem:
                StatFileSystem(ref answer);
                break;
            case Opcode.Forget:
                Forget(request, ref answer);
                break;
            case Opcode.BatchForget:
                ForgetSeveral(request, ref answer);
                break;
            case Opcode.Interrupt:
                Interrupt(request, ref answer);
                break;
            case Opcode.Initialize:
                Initialize(request, ref answer);
                break;
            case Opcode.Flush or Opcode.Destroy:
                answer.Succeed();
                break;
            default:
                answer.Fail(Errno.ENOSYS);
                break;
        }
    }
}
