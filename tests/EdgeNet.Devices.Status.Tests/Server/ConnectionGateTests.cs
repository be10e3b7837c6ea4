using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Connections;

namespace EdgeNet.Devices.Status.Tests.Server;

public class ConnectionGateTests
{
    [Fact]
    public void A_newcomer_takes_the_place_of_the_oldest_that_proved_nothing()
    {
        var gate = new ConnectionGate(3);
        GatedConnection first = Enter(gate, null), second = Enter(gate, null), third = Enter(gate, null);
        first.Prove();
        GatedConnection fourth = Enter(gate, second);
        Assert.Equal(3, gate.Count);
        GatedConnection fifth = Enter(gate, third);
        fourth.Prove();
        fifth.Prove();
        Assert.False(gate.TryEnter(new GatedConnection(gate, new DefaultConnectionContext()), out _));
        Assert.Equal(3, gate.Refused);
        Assert.Equal(3, gate.Count);
    }

    [Fact]
    public void Each_connection_leaves_once()
    {
        var gate = new ConnectionGate(2);
        GatedConnection first = Enter(gate, null), second = Enter(gate, null);
        GatedConnection third = Enter(gate, first);
        gate.Leave(first);
        Assert.Equal(2, gate.Count);
        third.Prove();
        gate.Leave(third);
        gate.Leave(third);
        gate.Leave(second);
        Assert.Equal(0, gate.Count);
        Enter(gate, null);
        Enter(gate, null);
        Assert.Equal(2, gate.Count);
    }

    private static GatedConnection Enter(ConnectionGate gate, GatedConnection? expected)
    {
        var connection = new GatedConnection(gate, new DefaultConnectionContext());
        Assert.True(gate.TryEnter(connection, out GatedConnection? replaced));
        Assert.Same(expected, replaced);
        return connection;
    }
}
