using System.Data.Common;

namespace Mingzheng.Base.Database;

/// <summary>The transaction that an act shared with others was lost as a whole; nothing of the act was done, and it may be sent again.</summary>
sealed class BrokenTransactionException(Exception cause) : DbException("The transaction was lost with every act in it.", cause);
