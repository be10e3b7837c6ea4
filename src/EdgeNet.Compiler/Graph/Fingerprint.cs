using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Compiler.Graph;

/// <summary>Identifies a network in weights files, so that another network's weights are refused.</summary>
public static class Fingerprint
{
    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 of the graph's layers, settings, connections and shapes. Defaults written
    /// out or left out give the same fingerprint, and so do any class name and unrolling.
    /// </summary>
    /// <param name="graph">The graph, before any pass.</param>
    public static string Of(NetworkGraph graph)
    {
        var text = new StringBuilder();
        foreach (Node node in graph.Nodes)
            text.Append(node.Name).Append('|').Append(node.Layer.Kind).Append('|').Append(node.Layer.Settings).Append('|')
                .Append(string.Join(",", node.Inputs)).Append('|').Append(node.Shape).Append('\n');
        text.Append(string.Join(",", graph.Outputs));

        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Concat(hash.Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
