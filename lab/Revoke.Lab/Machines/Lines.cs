using System.Net.Sockets;
using System.Text;

namespace Revoke.Lab.Machines;

/// <summary>Lines over a socket in the file system; one thread reads, any may write.</summary>
internal sealed class Lines : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _writing = new(1);
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private Lines(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    /// <summary>Connects, when the other side is there.</summary>
    internal static async Task<Lines> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            var isConnected = false;
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                isConnected = true;
                return new Lines(socket);
            }
            catch (SocketException)
            {
                await Task.Delay(s_pause, cancellationToken);
            }
            finally
            {
                if (!isConnected)
                {
                    socket.Dispose();
                }
            }
        }
    }

    /// <summary>The next line, or <see langword="null"/> at the end.</summary>
    internal async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;    // the machine has ended
        }
    }

    /// <summary>Writes a line.</summary>
    /// <exception cref="LabException">The other side is gone.</exception>
    internal async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken);
        }
        catch (IOException exception)
        {
            throw new LabException($"The machine ended before it was told '{line}'.", exception);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
        _writing.Dispose();
    }
}
