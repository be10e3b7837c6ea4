using Microsoft.AspNetCore.Connections;

namespace EdgeNet.Devices.Status.Server;

/// <summary>A connection that was let in; a feature of it, so that requests find it.</summary>
/// <param name="gate">The gate.</param>
/// <param name="connection">The connection.</param>
internal sealed class GatedConnection(ConnectionGate gate, ConnectionContext connection)
{
    /// <summary>Its place among those that have shown no right to be there; null where it is none of them.</summary>
    internal LinkedListNode<GatedConnection>? Place { get; set; }

    /// <summary>Whether it lost its place to another.</summary>
    internal bool IsOut { get; set; }

    /// <summary>Notes that a request on it was one that may be made: no newcomer takes its place any more.</summary>
    internal void Prove() => gate.Prove(this);

    internal void Abort() => connection.Abort(new ConnectionAbortedException("A newer connection took its place."));
}
