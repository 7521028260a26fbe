namespace Revoke.Tests.Support;

internal sealed class PlainTime : TimeProvider
{
}
