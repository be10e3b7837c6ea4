using Microsoft.AspNetCore.Connections;

namespace EdgeNet.Devices.Status.Server;

/// <summary>
/// Bounds the connections. Where all places are taken, a new connection takes that of the oldest one on which no allowed request was made:
/// however many clients open connections and then say nothing, or say it slowly, one that asks at once is answered.
/// </summary>
/// <param name="most">The most connections.</param>
internal sealed class ConnectionGate(int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<GatedConnection> _unproven = new();
    private int _count;
    private long _refused;

    /// <summary>Connections that are open.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>Connections that were cut or turned away for want of a place.</summary>
    internal long Refused
    {
        get
        {
            lock (_gate)
                return _refused;
        }
    }

    /// <summary>Runs a connection if there is a place for it.</summary>
    internal async Task OnConnectionAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var gated = new GatedConnection(this, connection);
        if (!TryEnter(gated, out GatedConnection? replaced))
        {
            connection.Abort(new ConnectionAbortedException("There are too many connections."));
            return;
        }

        replaced?.Abort();
        try
        {
            connection.Features.Set(gated);
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Leave(gated);
        }
    }

    internal bool TryEnter(GatedConnection connection, out GatedConnection? replaced)
    {
        replaced = null;
        lock (_gate)
        {
            if (_count >= most)
            {
                _refused++;
                replaced = _unproven.First?.Value;
                if (replaced is null) return false;
                _unproven.RemoveFirst();
                (replaced.Place, replaced.IsOut) = (null, true);
                _count--;
            }

            connection.Place = _unproven.AddLast(connection);
            _count++;
            return true;
        }
    }

    internal void Prove(GatedConnection connection)
    {
        lock (_gate)
        {
            if (connection.Place is null) return;
            _unproven.Remove(connection.Place);
            connection.Place = null;
        }
    }

    internal void Leave(GatedConnection connection)
    {
        lock (_gate)
        {
            if (connection.IsOut) return;
            if (connection.Place is not null) _unproven.Remove(connection.Place);
            (connection.Place, connection.IsOut) = (null, true);
            _count--;
        }
    }
}
