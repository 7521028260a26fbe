using System.Runtime.Versioning;
using LargeFile;

[assembly: SupportedOSPlatform("linux")]

// LargeFile bare|checked FILE: reads the file again and again until its standard input ends. Meanwhile, elsewhere: truncate -s 1M FILE
if (args is not ["bare" or "checked", var path])
{
    Console.Error.WriteLine("LargeFile bare|checked FILE");
    return 2;
}

var end = Task.Run(Console.In.ReadToEndAsync);
if (args[0] is "bare")
{
    BareReader.Run(path, end);
}
else
{
    CheckedReader.Run(path, end);
}

return 0;
