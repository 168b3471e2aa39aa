namespace Mingzheng.Witnessing.Texts;

/// <summary>A legal text cannot be used: it is not there, not well formed, or a translation of some other wording.</summary>
public sealed class LegalTextException(string message, Exception? cause = null) : Exception(message, cause);
