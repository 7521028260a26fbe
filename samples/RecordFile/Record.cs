using System.Runtime.InteropServices;

namespace RecordFile;

/// <summary>What the file holds, one after the other.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Record(long Id, double Value)
{
    public const int Size = sizeof(long) + sizeof(double);
}
