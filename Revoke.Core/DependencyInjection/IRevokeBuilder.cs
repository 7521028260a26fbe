namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddRevoke</c> returns: drivers add themselves to it (<c>AddSysfs</c>).</summary>
public interface IRevokeBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
