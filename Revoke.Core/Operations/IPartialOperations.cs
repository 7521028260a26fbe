namespace Revoke.Drivers;

/// <summary>Operations of which some objects can do less than their type says: opened for reading only, made without a setter. They refuse by themselves what they lack.</summary>
internal interface IPartialOperations : IFileOperations
{
    /// <summary>What this one lacks; looked at once, at open.</summary>
    FileAbilities Missing { get; }
}
