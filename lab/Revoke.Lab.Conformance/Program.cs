using System.Reflection;
using NUnit;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Revoke.Lab.Conformance;

// The fixtures that are named, in this process; what came of them as facts for the host (lab/Revoke.Lab, Runs/Pass.cs).
var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
var settings = new Dictionary<string, object>(StringComparer.Ordinal)
{
    [FrameworkPackageSettings.LOAD] = args.Select(name => $"Revoke.Lab.Conformance.{name}").ToList(),
    [FrameworkPackageSettings.NumberOfTestWorkers] = 0,
};
runner.Load(Assembly.GetExecutingAssembly(), settings);
Console.WriteLine("@ ready");
var result = runner.Run(new ReportingListener(), TestFilter.Empty);
Console.WriteLine($"= passed: {result.PassCount}");
Console.WriteLine($"= failed: {result.FailCount + result.WarningCount + result.InconclusiveCount}");
Console.WriteLine($"= skipped: {result.SkipCount}");
return result.ResultState.Status == TestStatus.Passed ? 0 : 1;
