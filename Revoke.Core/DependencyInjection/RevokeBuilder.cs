namespace Microsoft.Extensions.DependencyInjection;

internal sealed class RevokeBuilder(IServiceCollection services) : IRevokeBuilder
{
    public IServiceCollection Services => services;
}
