using System.Text;

namespace Revoke.Tests.Simple;

/// <summary>Reading as text what tests compare.</summary>
internal static class Text
{
    public static string Read(RevocableFile file, int length = 64)
    {
        var buffer = new byte[length];
        return Encoding.UTF8.GetString(buffer, 0, file.Read(buffer));
    }

    public static string ReadAt(RevocableFile file, long offset, int length = 64)
    {
        var buffer = new byte[length];
        return Encoding.UTF8.GetString(buffer, 0, file.Read(buffer, offset));
    }
}
