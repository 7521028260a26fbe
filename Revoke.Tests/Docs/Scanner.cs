namespace Revoke.Tests.Docs;

/// <summary>The program that is tested in docs/testing.md.</summary>
internal sealed class Scanner(DeviceMonitor devices, string path, Action<string> onCode)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var scope in devices.GenerationsAsync(DeviceId.FromLink(path), cancellationToken))
            await using (scope)
                try
                {
                    using var stream = scope.OpenStream(path, new() { Serial = new(115_200) });
                    stream.Write("on\r"u8);
                    using var reader = new StreamReader(stream);
                    while (await reader.ReadLineAsync(cancellationToken) is { } code) onCode(code);
                }
                catch (RevokedException)
                {
                    // unplugged; the next generation follows
                }
    }
}
