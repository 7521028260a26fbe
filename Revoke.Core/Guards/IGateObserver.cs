namespace Revoke.Guards;

/// <summary>Is told when somebody has left a closed gate. Called outside every lock of the gate.</summary>
internal interface IGateObserver
{
    void OnLeft();
}
