namespace Revoke.Lab.Machines;

/// <summary>What a machine needs only while it starts: its sockets, which must have short names, and the archive of its first files.</summary>
internal sealed class MachineSockets : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("revoke-lab-");

    /// <summary>Different for every machine that runs.</summary>
    internal string Name => _folder.Name;

    internal string Guest => Path.Combine(_folder.FullName, "guest");

    internal string Monitor => Path.Combine(_folder.FullName, "monitor");

    internal string InitialFiles => Path.Combine(_folder.FullName, "initrd");

    /// <summary>Puts the archives one after the other: the kernel unpacks each over the one before.</summary>
    internal async Task WriteInitialFilesAsync(IEnumerable<string> archives, CancellationToken cancellationToken)
    {
        await using var all = File.Create(InitialFiles);
        foreach (var path in archives)
        {
            await using var archive = File.OpenRead(path);
            await archive.CopyToAsync(all, cancellationToken);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
