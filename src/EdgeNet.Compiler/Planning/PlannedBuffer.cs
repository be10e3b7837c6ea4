namespace EdgeNet.Compiler.Planning;

/// <summary>A buffer of the plan.</summary>
/// <param name="Name">Whose output it holds.</param>
/// <param name="Storage">The span it lies in.</param>
/// <param name="Length">Elements, padding and slack included.</param>
/// <param name="FirstStep">The step that writes it first.</param>
/// <param name="LastStep">The last step that reads it.</param>
/// <param name="Offset">Elements from the span's start; the network's inputs lie in one span, and so do its outputs.</param>
public sealed record PlannedBuffer(string Name, Storage Storage, int Length, int FirstStep, int LastStep, int Offset);
