using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>Walks everything that an object holds on to.</summary>
internal static class ObjectGraph
{
    /// <summary>What would keep a whole compilation alive, or never equals itself after an edit.</summary>
    public static bool IsForbidden(object node) =>
        node is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or SemanticModel or Compilation or Location or SourceText or AttributeData
            or Diagnostic or SyntaxToken or Delegate;

    /// <summary>The path to each forbidden object that can be reached.</summary>
    public static IReadOnlyList<string> ForbiddenIn(object? root)
    {
        var found = new List<string>();
        Walk(root, root?.GetType().Name ?? "null", new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return found;
    }

    private static void Walk(object? node, string path, HashSet<object> seen, List<string> found)
    {
        if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum) return;
        if (!node.GetType().IsValueType && !seen.Add(node)) return;
        if (IsForbidden(node))
        {
            found.Add(path);
            return;
        }

        if (node is Array array && array.Length > 0)
        {
            foreach (object? item in array) Walk(item, path + "[]", seen, found);
        }

        for (Type? type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (!field.FieldType.IsPointer) Walk(field.GetValue(node), path + "." + field.Name, seen, found);
        }
    }
}
