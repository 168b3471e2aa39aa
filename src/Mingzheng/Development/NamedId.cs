using Mingzheng.Base;

namespace Mingzheng.Development;

/// <summary>The same id for the same name, so that what the demo sets up is set up once.</summary>
static class NamedId
{
    public static Guid Of(string name) => DerivedId.Of($"mingzheng/demo/{name}");
}
