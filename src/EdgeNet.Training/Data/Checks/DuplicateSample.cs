namespace EdgeNet.Training.Data.Checks;

/// <summary>A sample that is a copy of one before it.</summary>
/// <param name="Name">The sample.</param>
/// <param name="Of">The first one of its kind.</param>
/// <param name="IsExact">Whether both are the same byte for byte; else they look alike.</param>
/// <param name="CrossesParts">Whether they are in two parts: what is measured on one was learnt from the other.</param>
/// <param name="CrossesClasses">Whether they are of two classes: one of these is wrong.</param>
public sealed record DuplicateSample(string Name, string Of, bool IsExact, bool CrossesParts, bool CrossesClasses);
