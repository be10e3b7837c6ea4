using System.Collections.Immutable;
using System.Globalization;
using EdgeNet.Description;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Reading;

/// <summary>An attribute's constant → argument value.</summary>
internal static class ConstantReader
{
    /// <summary>Reads a constant that is neither null nor in error.</summary>
    public static ArgumentValue Read(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array => ReadArray(constant),
        TypedConstantKind.Enum => MemberName(constant),
        _ => constant.Value switch
        {
            bool flag => flag,
            string text => text,
            float number => Widen(number),
            char letter => letter.ToString(),
            IConvertible number => Convert.ToDouble(number, CultureInfo.InvariantCulture),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        },
    };

    /// <summary>Whether a constant, or an element of it, is in error.</summary>
    public static bool IsBroken(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => true,
        TypedConstantKind.Array => !constant.IsNull && constant.Values.Any(IsBroken),
        _ => false,
    };

    /// <summary>The name of an enum's member, or the number where there is none.</summary>
    public static string MemberName(TypedConstant constant)
    {
        foreach (IFieldSymbol member in constant.Type!.GetMembers().OfType<IFieldSymbol>())
            if (member.HasConstantValue && Equals(member.ConstantValue, constant.Value)) return member.Name;
        return Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "";
    }

    private static ArgumentValue ReadArray(TypedConstant constant)
    {
        ImmutableArray<TypedConstant> values = constant.Values;
        bool isText = constant.Type is IArrayTypeSymbol { ElementType: { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum } };
        return isText
            ? values.Select(value => value.IsNull ? "" : Read(value).Texts[0]).ToArray()
            : values.Select(value => Read(value).Numbers[0]).ToArray();
    }

    /// <summary>The double that reads as the float was written: 0.01, not 0.009999999776482582.</summary>
    private static double Widen(float number)
    {
        double widened = double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (float)widened == number ? widened : number;
    }
}
