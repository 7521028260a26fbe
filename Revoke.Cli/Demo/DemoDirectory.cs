namespace Revoke.Cli.Demo;

/// <summary>Where a demo makes what has a name in the file system.</summary>
internal sealed class DemoDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("revoke-demo-");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>One inside it.</summary>
    internal string Create(string name) => _directory.CreateSubdirectory(name).FullName;
}
