using Revoke.Drivers;
using Revoke.Errors;

namespace Revoke.Mappings;

/// <content>What is asked of the driver about the area as a whole. Those that answer a bool or null have no handler of the driver's.</content>
internal sealed partial class PageSource
{
    /// <summary>A driver that blocks in a fault is kicked as one that blocks in a read.</summary>
    internal bool CanBlock => store.Blocking is not null;

    internal void Kick() => store.Blocking?.Kick();

    /// <summary>Whether policies are the driver's and not the kernel's.</summary>
    internal bool HasPolicies => store.Operations is not { SetPolicy: null, GetPolicy: null };

    internal bool TryAccess(RevocableMapping mapping, long offset, Span<byte> buffer, bool write, out int count)
    {
        count = 0;
        if (store.Operations.Access is not { } handler)
        {
            return false;
        }

        OperationResult result;
        try
        {
            result = handler(new DriverCall(mapping), area, area.Offset + offset, buffer, write);
        }
        catch (Exception exception)
        {
            result = OperationResult.Failed(Errno.FromException(exception), exception);
        }

        count = mapping.Complete(result, "access");
        return count <= buffer.Length
            ? true
            : throw new InvalidOperationException($"The driver of {mapping.Describe()} answers {count} bytes to an access of {buffer.Length}.");
    }

    internal bool TrySetPolicy(RevocableMapping mapping, MemoryPolicy policy)
    {
        if (store.Operations.SetPolicy is not { } handler)
        {
            return false;
        }

        OperationResult result;
        try
        {
            result = handler(new DriverCall(mapping), area, policy);
        }
        catch (Exception exception)
        {
            result = OperationResult.Failed(Errno.FromException(exception, isAnswerToInput: true), exception);
        }

        _ = mapping.Complete(result, "set-policy");
        return true;
    }

    internal MemoryPolicy? TryGetPolicy(RevocableMapping mapping)
    {
        if (store.Operations.GetPolicy is not { } handler)
        {
            return null;
        }

        OperationResult result;
        MemoryPolicy? policy = null;
        try
        {
            result = handler(new DriverCall(mapping), area, out policy);
        }
        catch (Exception exception)
        {
            result = OperationResult.Failed(Errno.FromException(exception), exception);
        }

        _ = mapping.Complete(result, "get-policy");
        return policy ?? MemoryPolicy.Default;
    }

    internal long? TryMigrate(RevocableMapping mapping, int node)
    {
        if (store.Operations.Migrate is not { } handler)
        {
            return null;
        }

        OperationResult result;
        try
        {
            result = handler(new DriverCall(mapping), area, node);
        }
        catch (Exception exception)
        {
            result = OperationResult.Failed(Errno.FromException(exception, isAnswerToInput: true), exception);
        }

        return mapping.Complete(result, "migrate");
    }

    /// <summary>The kernel does not move a page that somebody else shows as well, so the driver's window lets go of all of them; it finds them again.</summary>
    internal void LetGo() => store.LetGo();

    /// <summary>The pages of a second mapping of the same area. The caller is inside the first one.</summary>
    internal PageSource Duplicate()
    {
        store.Join();
        return new PageSource(store, area, isPrivate);
    }

    /// <summary>Tells the driver of a second area.</summary>
    internal void Open(RevocableMapping mapping)
    {
        try
        {
            store.Operations.Open?.Invoke(area);
        }
        catch (Exception exception)
        {
            throw Errno.ToException(Errno.FromException(exception), "vm open", $"'{mapping.Name}'", exception);
        }
    }
}
