using Spectre.Console;

namespace Revoke.Cli.Demo.Views;

internal static class HandleTable
{
    internal static Table Create(List<HandleRow> rows, bool bordered)
    {
        var table = new Table { Border = bordered ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn("device");
        table.AddColumn("sleeps in");
        table.AddColumn(new TableColumn("woken after µs").RightAligned());
        table.AddColumn("told");
        table.AddColumn("without the library");
        foreach (var row in rows)
        {
            table.AddRow(Markup.Escape(row.Name), row.Operation, row.Woken, row.Result, row.WithoutLibrary);
        }

        return table;
    }
}
