namespace Revoke.Tests.Docs;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string s_root = Find();

    public static string PathOf(string relative) => Path.Combine(s_root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Revoke.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand in a checkout.");
    }
}
