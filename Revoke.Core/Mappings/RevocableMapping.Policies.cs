using Revoke.Drivers;
using Revoke.Mappings;

namespace Revoke;

/// <content>On which nodes of the machine's memory the mapping is.</content>
public sealed unsafe partial class RevocableMapping
{
    private MemoryPolicy _policy = MemoryPolicy.Default;

    /// <summary>
    /// Says where pages that come from here on are put; <see cref="Migrate"/> moves those that are there. By the driver's handler (<see cref="VmOperations.SetPolicy"/>) if
    /// it has one, else by the kernel (mbind(2)): for all of the memory, and for all mappings that share it; shared mappings of a file on a disk the kernel puts where it likes.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="IOException">
    /// The scope was revoked (EINVAL, with a <see cref="RevokedException"/> inside); the driver or the kernel does not take the policy (EINVAL); the kernel has no memory
    /// policies (ENOSYS), or does not allow them (EPERM).
    /// </exception>
    public void SetPolicy(MemoryPolicy policy)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(policy);
        try
        {
            if (!TryEnterGate(out var ticket))
            {
                throw CreateRefusal();
            }

            try
            {
                if (_pages is null || !_pages.TrySetPolicy(this, policy))
                {
                    KernelPolicies.Set(Range, Name, policy);
                }

                Volatile.Write(ref _policy, policy);
            }
            finally
            {
                LeaveGate(ticket);
            }
        }
        catch (RevokedException revoked)
        {
            throw CreateInvalid("set-policy", revoked);
        }
    }

    /// <summary>Says where pages that come from here on are put: by the driver's handlers (<see cref="VmOperations.GetPolicy"/>) if it has any of them, else by the kernel (get_mempolicy(2)).</summary>
    /// <returns>
    /// The policy. After a revoke, and where the driver or the kernel has none to tell: the one that was set or told last through this object, else <see cref="MemoryPolicy.Default"/>.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="IOException">The driver failed.</exception>
    public MemoryPolicy GetPolicy()
    {
        if (!TryEnterGate(out var ticket))
        {
            ThrowIfDisposed();
            return Volatile.Read(ref _policy);
        }

        try
        {
            var policy = _pages is { HasPolicies: true } ? _pages.TryGetPolicy(this) : KernelPolicies.TryGet(Range, Name);
            if (policy is not null && !Range.IsReplaced)
            {
                Volatile.Write(ref _policy, policy);
            }
        }
        catch (RevokedException)
        {
            // Its driver has met the end of the device.
        }
        finally
        {
            LeaveGate(ticket);
        }

        return Volatile.Read(ref _policy);
    }

    /// <summary>Moves the pages that are there to one memory node: by the driver's handler (<see cref="VmOperations.Migrate"/>) if it has one, else by the kernel (move_pages(2)).</summary>
    /// <param name="node">The number of the node.</param>
    /// <returns>How many pages could not be moved; the kernel does not move one that another process, or another mapping, shows as well. After a revoke 0: there is nothing to be moved.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="node"/> is not from 0 to 1023.</exception>
    /// <exception cref="IOException">
    /// There is no such node (ENODEV); it is not this process's (EACCES); the driver failed; the kernel has no memory policies (ENOSYS), or does not allow them (EPERM).
    /// </exception>
    public long Migrate(int node)
    {
        ThrowIfDisposed();
        MemoryPolicy.CheckNode(node, nameof(node));
        if (!TryEnterGate(out var ticket))
        {
            ThrowIfDisposed();
            return 0;
        }

        try
        {
            if (_pages?.TryMigrate(this, node) is { } left)
            {
                return left;
            }

            _pages?.LetGo();
            return KernelPolicies.Move(Range, Name, node);
        }
        catch (RevokedException)
        {
            return 0; // its driver has met the end of the device
        }
        finally
        {
            LeaveGate(ticket);
        }
    }
}
