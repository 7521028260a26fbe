namespace Revoke;

/// <summary>Wakes all threads that sleep for a scope together. Rung after each of their sleeps has been settled.</summary>
internal interface IScopeBell
{
    void Ring();
}
