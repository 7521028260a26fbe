using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>What the host says on standard input, a line each.</summary>
internal static class Orders
{
    /// <summary>Carries them out until <c>quit</c>: the first word chooses, the rest is handed over. Each is answered with its mark: <c>touch</c> with <c>touched</c>.</summary>
    internal static void Obey(params ReadOnlySpan<(string Word, string Answer, Action<string> Do)> orders)
    {
        while (Console.ReadLine() is { } line && line != "quit")
        {
            var words = line.Split(' ', 2);
            foreach (var (word, answer, action) in orders)
            {
                if (word == words[0])
                {
                    action(words.Length > 1 ? words[1] : string.Empty);
                    Report.Mark(answer);
                }
            }
        }
    }
}
