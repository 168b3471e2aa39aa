namespace Mingzheng.Objects;

/// <summary>What is to be opened is under a key that is not in the key folder. It is never made anew: that would hide the loss.</summary>
public sealed class MissingKeyException(string key) : Exception($"The key folder has no key of {key}.");
