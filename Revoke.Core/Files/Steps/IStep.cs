using Revoke.Drivers;

namespace Revoke.Files;

/// <summary>One call of a driver's operation, to be made inside the guard, maybe several times. A struct, so that the loop around it is compiled for it.</summary>
internal interface IStep
{
    /// <summary>The operation's name in errors and outcomes.</summary>
    static abstract string Name { get; }

    OperationResult Invoke(in DriverCall context);
}
